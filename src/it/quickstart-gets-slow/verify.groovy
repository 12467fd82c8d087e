def log = new File(basedir, 'build.log').getText('UTF-8')
def readme = new File(basedir, '../../../README.md').getText('UTF-8')
def transcript = readme.substring(readme.indexOf('$ mvn verify'), readme.indexOf('```xml')).readLines()
// Maven's own lines differ between versions; the plugin's do not.
def ours = transcript*.replaceFirst(/^\[(INFO|ERROR)\] /, '').findAll {
    it =~ /^(phase|\* |\d+ |  phase_|  resource_|  latency_|  run\.json|  p99 of)/
}
assert ours.size() == 20
ours.each { assert log.contains(it) }
assert log.contains('2 thresholds broken:')
assert log.contains('Wrote 11 phases and 66 resource samples to ' + new File(basedir, 'artifacts/plan1'))
assert log.contains('All of it is in ' + new File(basedir, 'target/metrics-gate/report.html'))
assert log.contains('Read 11 phases and 66 resource samples from ' + new File(basedir, 'artifacts/plan1'))
