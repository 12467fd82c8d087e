import groovy.json.JsonSlurper

def root = new File(basedir, '../../..').canonicalFile
def log = new File(basedir, 'build.log').getText('UTF-8')

def written = log.readLines().collect { it =~ /Wrote 2 phases and (\d+) resource samples? to (.*)/ }.findAll { it.find() }
assert written.collect { it.group(2) } == [new File(basedir, 'artifacts/plan1').path, new File(basedir, 'target/checked').path]
assert log.contains('2 phases, 2 thresholds kept, 0 broken, 0 not measured')

def snapshotFile = new File(basedir, 'target/metrics-snapshot.json')
def snapshot = new JsonSlurper().parse(snapshotFile, 'UTF-8')
assert snapshot.latency_unit == 'ms'
assert snapshot.abort_status == [is_aborted: false, reason: null, timestamp: null]
assert snapshot.phase_status == ['0': 'completed', '1': 'completed']
def (load, score) = ['0', '1'].collect { snapshot.phase_metrics[it] }
assert [load.name, load.items_processed, load.items_failed, load.items_total, load.progress] == ['Load', 200, 0, 200, 1.0]
assert [score.name, score.items_processed, score.items_failed, score.items_total, score.progress] == ['Score', 196, 4, 200, 1.0]
assert score.warnings == [0, 50, 100, 150].collect { "record $it has no answer" as String }
assert load.latency_histogram.min >= 1
assert load.duration_ms >= 200
assert snapshot.resource_usage.size() == (written[0].group(1) as int)
// Elsewhere it takes psutil.
assert new File('/proc/self/statm').exists() ? snapshot.resource_usage.size() > 0 : true
assert snapshotFile.parentFile.list().findAll { it.contains('.tmp') } == []

def python = { String... arguments ->
    def process = new ProcessBuilder(['python3', '-B', *arguments]).directory(basedir).redirectErrorStream(true).start()
    def output = process.inputStream.getText('UTF-8')
    [code: process.waitFor(), output: output]
}

if (python('-c', 'import jsonschema').code == 0) {
    def jars = []
    new File(localRepositoryPath, 'io/github/metricsgate').eachFileRecurse { if (it.name ==~ /.*-SNAPSHOT\.jar/) jars << it.path }
    assert jars.size() == 1
    assert python('check_snapshot.py', jars[0], snapshotFile.path) == [code: 0, output: '']
    def broken = new File(basedir, 'target/broken.json')
    broken.setText(snapshotFile.getText('UTF-8').replaceFirst(/"duration_ms": [0-9.]+/, '"duration_ms": "long"'), 'UTF-8')
    def answer = python('check_snapshot.py', jars[0], broken.path)
    assert answer.code == 1
    assert answer.output.trim() ==~ /\$\.phase_metrics.*duration_ms 'long' is not of type 'number', 'null'/
} else {
    println 'jsonschema is not installed: the snapshot was not held against its schema document'
}

def tests = python('-m', 'unittest', 'discover', '-s', new File(root, 'src/test/python').path)
println tests.output
assert tests.code == 0
assert ((tests.output =~ /Ran (\d+) tests/)[0][1] as int) > 40
return true
