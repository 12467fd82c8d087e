def log = new File(basedir, 'build.log').getText('UTF-8')

def shown = '\\u001b[31mEvil\\u000a[INFO] 9 phases kept\\u202ekept'
assert log.contains('0 \\u001b[31mEvil...ses kept\\u202ekept  1 ms  2 ms  900 ms  p99 <= 500 ms  BROKEN')
assert log.contains("p99 of phase 0 '$shown' is 900 ms, over its limit of 500 ms by 80 %")
assert log.readLines().every { !it.startsWith('[INFO] 9 phases') }
def ours = log.readLines().findAll { it.contains('Evil') }
assert ours.size() >= 2 && ours.every { line -> line.codePoints().noneMatch { it == 0x1b || it == 0x202e } }
assert new File(basedir, 'artifacts/plan1/phase_metrics.json').getText('UTF-8').contains('9 phases kept' + (char) 0x202e)
