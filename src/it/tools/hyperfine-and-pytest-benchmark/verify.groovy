import groovy.json.JsonSlurper

import java.math.MathContext

def phases = new JsonSlurper().parse(new File(basedir, 'artifacts/plan1/phase_metrics.json'), 'UTF-8')
def log = new File(basedir, 'build.log').getText('UTF-8')
def json = { new JsonSlurper().parse(new File(basedir, "target/$it"), 'UTF-8') }

// As far as a tool that counts in doubles can be exact.
def digits = new MathContext(10)
def equal = { milliseconds, seconds ->
    assert (milliseconds as BigDecimal).round(digits).compareTo((seconds as BigDecimal).movePointRight(3).round(digits)) == 0
}
def csv = { String file ->
    def lines = new File(basedir, "target/$file").readLines('UTF-8')*.split(',')
    lines.drop(1).collect { [lines[0], it].transpose().collectEntries { name, value -> [name, value] } }
}

// hyperfine says once more in CSV what is in its JSON.
def commands = csv('commands.csv')
assert commands.size() == 4
commands.each { row ->
    def command = row.command.replace('canary0', '***')
    def phase = phases["commands/${command}[n=${row.parameter_n}]".toString()]
    assert phase.items_processed == 21
    assert phase.items_failed == 0
    [p50: 'median', min: 'min', max: 'max', mean: 'mean', stddev: 'stddev'].each { ours, theirs ->
        equal(phase.latency_histogram[ours], row[theirs])
    }
    assert phase.measures.user == row.user as BigDecimal
    assert phase.measures.system == row.system as BigDecimal
}
def runs = json('flaky.json').results[0]
def kept = [runs.times, runs.exit_codes].transpose().findAll { it[1] == 0 }.collect { it[0] as BigDecimal }.sort()
def flaky = phases['flaky/flaky']
assert flaky.items_processed == 15
assert flaky.items_failed == 5
equal(flaky.latency_histogram.min, kept.first())
equal(flaky.latency_histogram.max, kept.last())
equal(flaky.latency_histogram.p50, kept[7])

def tests = csv('pytest-benchmark.csv')
assert tests.size() == 3
tests.each { row ->
    def latencies = phases["python/${row.name}".toString()].latency_histogram
    ['min', 'max', 'mean', 'stddev'].each { equal(latencies[it], row[it]) }
    if (row.iterations == '1') {
        equal(latencies.p50, row.median)
    } else {
        equal(latencies.median, row.median)
        assert latencies.p99 == null
    }
}

assert !new File(basedir, 'artifacts/plan1').listFiles().any { it.text.contains('canary') }
assert log.contains('  commands: 4 phases from target/commands.json (hyperfine)')
assert log.contains('  python: 3 phases from target/pytest-benchmark.json (pytest-benchmark)')
assert log.contains('0 broken')
return true
