"""Words that say nothing by themselves, in the languages of Europe. A search does without them."""

SMALL = frozenset(
    # Romance languages
    "a al als am au aux avec com con d da das de degli dei del della delle do dos du e el els em en et il in l "
    "la las le les lo los na nel o os ou par para per por pour s si sul sur un una une y al amb i la pe și cu "
    "din "
    # Germanic languages
    "am an and as at aus av by das dem den der det die ein eine for för für het i im in med met mit of och og "
    "om on op or på the to til till um und van von voor with zu zum zur "
    # Slavic and Baltic languages
    "dla do i ir iš ja na nad o od pre pri s sa se sur u un v ve w z za ze на за и в от с "
    # Others
    "a az és ja ja και για με σε το τα της των την η ο agus ar is".split()
)
