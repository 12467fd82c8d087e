def log = new File(basedir, 'build.log').getText('UTF-8')

def runs = log.split('BUILD FAILURE')
def broken = "p99 of phase 0 'Load' is 3 ms, over its limit of 2 ms by 50 % (<thresholds><load> in pom.xml:25)"
assert runs.size() == 5
assert runs[1].contains(broken)
// Without an id, and with one that is misspelt: Maven takes any.
[runs[2], runs[4]].each {
    assert it.contains('1 mistake in the configuration of metrics-gate:')
    assert it.contains("the execution 'metrics' has limits (<thresholds>) that this call does not see: call"
            + " verify-metrics@metrics, or move them to the plugin's <configuration>")
    assert !it.contains(broken)
}
assert runs[3].contains(broken)
