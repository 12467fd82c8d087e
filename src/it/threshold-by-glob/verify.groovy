def log = new File(basedir, 'build.log').getText('UTF-8')

assert log.contains("p99 of phase 1 'Report HTML' is 1500 ms, over its limit of 1000 ms by 50 %"
        + ' (<thresholds><reports> in pom.xml:22)')
for (line in [
    '0 Configuration  120.000  123.000   123.450  -               -',
    '1 Report HTML      1.000    2.000  1500.000  p99 <= 1000 ms  BROKEN',
    '2 Report PDF       1.000    2.000   900.000  p99 <= 1000 ms  kept',
    '3 phases, 1 threshold kept, 1 broken, 0 not measured',
]) {
    assert log.contains(line)
}
