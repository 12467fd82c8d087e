def log = new File(basedir, 'build.log').getText('UTF-8')

assert log.contains("Collected 2 phases from 1 source into ${new File(basedir, 'target/metrics-snapshot.json')}")
assert log.contains('jmh-result: 2 phases from jmh-result.json (jmh)')
assert log.contains('x.Bench.str[sample,threads=1,size=10]  30 ns  30 ns  30 ns  p99 <= 5000000 ns  kept')
assert log.contains('2 phases, 1 threshold kept, 0 broken, 1 not measured')
assert log.contains('was not measured (-Dmetricsgate.p99Threshold); jmh-result.json has no percentiles: JMH measures single'
        + ' calls in mode sample alone (-bm sample, @BenchmarkMode(Mode.SampleTime))')
def set = new File(basedir, 'artifacts/plan1')
assert set.list().sort() == ['SHA256SUMS', 'latency_histograms.json', 'phase_metrics.json', 'resource_usage.jsonl', 'run.json']
// They are as old as the result.
assert set.listFiles().every { it.lastModified() == new File(basedir, 'jmh-result.json').lastModified() }
assert new groovy.json.JsonSlurper().parse(new File(set, 'run.json')).run.environment.cores
assert basedir.list().every { !it.contains('$') }
