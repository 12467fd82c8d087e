import groovy.json.JsonSlurper

def reports = new File(basedir, 'reports')
def result = { folder -> new JsonSlurper().parse(new File(reports, "$folder/verification.json")).with { [it.module, it.result] } }

assert reports.list().sort() == ['fast', 'fast-again', 'slow']
assert result('slow') == ['slow', 'failed']
assert result('fast') == ['fast', 'passed']
assert result('fast-again') == ['fast:again', 'passed']
// Maven 4 makes the directory itself.
assert !new File(basedir, 'fast/target/metrics-gate').exists()
def summary = new File(basedir, 'target/metrics-gate-reactor')
def links = new JsonSlurper().parse(new File(summary, 'verification.json')).modules*.reports
assert links == [null, '../../reports/slow', '../../reports/fast', '../../reports/fast-again']
