def log = new File(basedir, 'build.log').getText('UTF-8')

def sentence = "p99 of phase 2 'Micro Questions' is 812.4 ms, over its limit of 500 ms by 62 %" +
        ' (<thresholds><tail> in pom.xml:23; agreed with Operations, OPS-42)'
assert log.readLines().any { it.startsWith('[WARNING]') && it.endsWith(sentence) }
for (line in [
    'phase                  p50       p95       p99  limit          verdict           reason',
    '1 Ingestion        80.5 ms    310 ms  499.9 ms  p99 <= 500 ms  kept              agreed with Operations, OPS-42',
    '2 Micro Questions    95 ms  401.5 ms  812.4 ms  p99 <= 500 ms  broken (warning)  agreed with Operations, OPS-42',
    '3 phases, 2 thresholds kept, 1 broken, 0 not measured',
    'BUILD SUCCESS',
]) {
    assert log.contains(line)
}
assert !log.contains('threshold broken:')
