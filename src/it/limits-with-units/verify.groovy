def log = new File(basedir, 'build.log').getText('UTF-8')

for (line in [
    '0 Configuration  0.0001 ms  0.0002 ms  0.0004 ms  p99 <= 100 ms      kept',
    ' p99 <= 0.0005 ms   kept',
    ' p99 <= 0.25 ms     kept',
    ' p99 <= 500 ms      kept',
    ' p99 <= 1500 ms     kept',
    ' p99 <= 120000 ms   kept',
    ' p99 <= 3600000 ms  kept',
]) {
    assert log.contains(line)
}
assert log.contains('1 phase, 7 thresholds kept, 0 broken, 0 not measured')
