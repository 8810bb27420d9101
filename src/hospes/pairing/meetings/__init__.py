"""1:1 meetings at an event: people × slots × tables. Plain Python, no site, no clock, seeded chance.

`files.read_event` reads an event, `timetable.make_timetable` makes its timetable, `check.faults_of`
judges any timetable, `changes.replan` follows late arrivals and no-shows, `changes.move` answers a
move by hand. docs/explanation/meetings.md says how, with the mathematics.
"""
