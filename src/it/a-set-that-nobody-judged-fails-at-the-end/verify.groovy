import groovy.json.JsonSlurper

def log = new File(basedir, 'build.log').getText('UTF-8')
def artifacts = new File(basedir, 'misdirected/artifacts').canonicalFile
def sentence = "Nobody judged the set that persist-metrics (execution 'persist' of org.example:misdirected) wrote to ".toString() +
        "$artifacts/new: verify-metrics (execution 'verify') read $artifacts/plan1. Let both goals have the same" +
        ' <outputDirectory>: set it in the <configuration> of the plugin, not of one execution'

assert log.readLines().any { it.startsWith('[ERROR] ' + sentence) }
assert log.readLines().count { it.contains('BUILD FAILURE') } == 1
// The summary says so, and not that all is well with the set that was judged.
assert log.contains('Metrics of 3 modules: 1 passed, 1 failed, 1 without metrics')
assert log.contains('misdirected              -  FAILED  Nobody judged the set that persist-metrics (execution')
assert log.contains('misdirected:verify       1  passed')
assert log =~ /misdirected \.+ FAILURE/
// It is noticed at the end: the module after it was built, which Maven 4 leaves out of its own summary.
assert log =~ /Building good 1\.0/
def summary = new JsonSlurper().parse(new File(basedir, 'target/metrics-gate-reactor/verification.json'))
assert summary.modules.find { it.module == 'misdirected' }.worst == sentence
