def log = new File(basedir, 'build.log').getText('UTF-8')

assert log.contains("p99 of phase 1 'Report HTML' is 1.5 s, over its limit of 1 s by 50 %"
        + ' (<thresholds><reports> in pom.xml:22)')
for (line in [
    '0 Configuration  120 ms  123 ms  123.5 ms  -               -',
    '1 Report HTML      1 ms    2 ms   1500 ms  p99 <= 1000 ms  BROKEN',
    '2 Report PDF       1 ms    2 ms    900 ms  p99 <= 1000 ms  kept',
    '3 phases, 1 threshold kept, 1 broken, 0 not measured',
]) {
    assert log.contains(line)
}
