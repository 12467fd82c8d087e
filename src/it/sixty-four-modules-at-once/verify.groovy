import groovy.json.JsonSlurper

def log = new File(basedir, 'build.log').getText('UTF-8')

assert log.readLines().count { it.endsWith('1 phase, 1 threshold kept, 0 broken, 0 not measured') } == 64
(1..64).each {
    def module = new File(basedir, "module-$it")
    def report = new JsonSlurper().parse(new File(module, 'target/metrics-gate/verification.json'))
    assert report.result == 'passed'
    assert report.phases*.name == ["Phase of module $it" as String]
    assert report.verdicts*.value == [new BigDecimal("${it}.25")]
    assert new File(module, 'artifacts/plan1').list().sort() ==
            ['SHA256SUMS', 'latency_histograms.json', 'phase_metrics.json', 'resource_usage.jsonl', 'run.json']
}
return true
