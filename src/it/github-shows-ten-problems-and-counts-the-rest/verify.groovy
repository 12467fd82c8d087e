def log = new File(basedir, 'build.log').getText('UTF-8')

def annotations = log.readLines().findAll { it.startsWith('::') }
assert annotations.size() == 11
annotations.take(10).eachWithIndex { line, i ->
    assert line.startsWith("::error title=metrics-gate github-shows-ten-problems-and-counts-the-rest::p99 of phase $i 'Shard $i' is 812.4 ms, over its limit of 500 ms by 62 %25 ")
}
assert annotations.last() == '::warning title=metrics-gate github-shows-ten-problems-and-counts-the-rest::... and 3 more, in the log and the reports'
// The log has them all.
assert log.contains('12 thresholds broken:')
assert log.contains("p99 of phase 11 'Shard 11' is 812.4 ms")
assert log.contains("p50 of phase 0 'Shard 0' is 120 ms, over its limit of 100 ms by 20 %")
