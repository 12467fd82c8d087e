import groovy.json.JsonSlurper

def reports = new File(basedir, 'target/metrics-gate')
def slash = reports.list().find { it.startsWith('with_a___slash-') }
def module = { folder -> new JsonSlurper().parse(new File(reports, "$folder/verification.json")).with { [it.module, it.result] } }

assert reports.list().sort() == ['TEST-metrics-gate.xml', 'default-strict', 'default-verify-metrics', 'metrics.txt',
        'never-reached', 'of-no-execution', 'report.css', 'report.html', 'summary.md', 'trend.svg', 'verification.json', slash]
def name = 'each-execution-has-its-own-reports'
assert module('') == [name, 'passed']
assert module('default-verify-metrics') == [name + ':default-verify-metrics', 'passed']
assert module('default-strict') == [name + ':default-strict', 'passed']
assert module(slash) == [name + ':with a / slash', 'failed']
// What an earlier build left is gone, also where this one failed before it got there.
assert new File(reports, 'never-reached').list() as List == []
assert new File(reports, 'of-no-execution').list() as List == ['summary.md']
