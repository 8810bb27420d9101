import re, collections, traceback
from tests.permissions import asking
from tests.permissions.table import TABLE
from tests.world import REPRESENTATIVE, SECRETARY
from django.db import connection
def test_x(world):
    cs = asking.clients(world)
    line = next(l for l in TABLE if l.route == "consortia:partner-ask")
    with open("/tmp/x_out.txt", "w") as f:
        a = asking.act(world, cs[REPRESENTATIVE], REPRESENTATIVE, line)
        f.write(str(a.status_code) + str(a.context["form"].errors if a.context else "") + "\n")
        for r in ("consortia:idea-detail", "exchanges:exchange-repair"):
            line = next(l for l in TABLE if l.route == r and (l.about in ("our idea", "exchange that fell through")))
            asking.look(world, cs[SECRETARY], SECRETARY, line)
            n = []
            def watch(ex, sql, params, many, ctx):
                st = [f"{x.filename.split('/hospes/')[-1]}:{x.lineno}" for x in traceback.extract_stack() if "/src/hospes/" in x.filename]
                n.append((" < ".join(st[::-1][:6]), sql[:110], sql))
                return ex(sql, params, many, ctx)
            with connection.execute_wrapper(watch):
                asking.look(world, cs[SECRETARY], SECRETARY, line)
            f.write(f"== {r} {len(n)}\n")
            for st, s, _ in n: f.write(f"{st}\n     {s}\n     {re.findall(r'FROM .{0,40}', _)[:1]}\n")
