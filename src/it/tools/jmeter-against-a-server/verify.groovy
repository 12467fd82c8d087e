import groovy.json.JsonSlurper

context.get('server').stop(0)

def phases = new JsonSlurper().parse(new File(basedir, 'artifacts/plan1/phase_metrics.json'), 'UTF-8')
def log = new File(basedir, 'build.log').getText('UTF-8')

// The CSV once more, by its columns alone.
def results = new File(basedir, 'target/jmeter/results').listFiles().findAll { it.name.endsWith('.csv') }
assert results.size() == 1
def lines = results[0].readLines('UTF-8')
assert lines[0].startsWith('timeStamp,elapsed,label,responseCode,responseMessage,threadName,dataType,success,')
def rows = lines.drop(1).collect { it.split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/, -1)*.replace('"', '') }
def isTransaction = { it[4].startsWith('Number of samples in transaction') }
def samples = rows.findAll { !isTransaction(it) }.groupBy { it[2] }
assert samples.keySet() == ['search, quoted', 'redirected', 'redirected-0', 'redirected-1', 'broken'] as Set
assert samples.values().every { it.size() == 60 }
assert rows.count(isTransaction) == 60

def equal = { a, b -> assert (a as BigDecimal).compareTo(b as BigDecimal) == 0 }
def check = { String key, List taken, List ranks ->
    def phase = phases[key]
    def sorted = taken.findAll { it[7] == 'true' }.collect { it[1] as int }.sort()
    assert phase.items_processed == sorted.size()
    assert phase.items_failed == taken.size() - sorted.size()
    equal(phase.duration_ms, taken.collect { (it[0] as long) + (it[1] as long) }.max() - taken.collect { it[0] as long }.min())
    ranks.each { rank ->
        def statistic = phase.latency_histogram["p$rank".toString()]
        if (sorted) {
            int place = Math.ceil(rank * sorted.size() / 100) as int
            equal(statistic, sorted[place - 1])
        } else {
            assert statistic == null
        }
    }
    if (sorted) {
        equal(phase.latency_histogram.min, sorted.first())
        equal(phase.latency_histogram.max, sorted.last())
        equal(phase.latency_histogram.mean.round(new java.math.MathContext(12)),
            (sorted.sum() as BigDecimal).divide(sorted.size() as BigDecimal, new java.math.MathContext(12)))
    }
}
def requests = ['search, quoted', 'redirected', 'broken']
def expected = []
requests.each { label ->
    ['csv', 'xml'].each { check("$it/$label".toString(), samples[label], [50, 95, 99]); expected << "$it/$label".toString() }
}
samples.each { label, taken -> check("all/$label".toString(), taken, [50, 90, 95, 99, 99.9]); expected << "all/$label".toString() }
check('journeys/Buy', rows.findAll(isTransaction), [50, 95, 99])
expected << 'journeys/Buy'
assert phases.keySet() == expected as Set
assert phases['csv/broken'].items_failed == 60

assert !new File(basedir, 'artifacts/plan1').listFiles().any { it.text.contains('canary') }
assert log.contains("  csv: 3 phases from target/jmeter/results/${results[0].name} (jmeter)")
assert log.contains('0 broken')
return true
