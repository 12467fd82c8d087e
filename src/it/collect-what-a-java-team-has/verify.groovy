import groovy.json.JsonSlurper

def json = { String file -> new JsonSlurper().parse(new File(basedir, file)) }
def phases = json('artifacts/plan1/phase_metrics.json')
def log = new File(basedir, 'build.log').getText('UTF-8')

// The nearest rank of all values.
def nearestRank = { List<BigDecimal> sorted, int percent ->
    sorted[((percent * sorted.size() + 99).intdiv(100)) - 1]
}
def equal = { a, b -> assert (a as BigDecimal).compareTo(b as BigDecimal) == 0 }

// JMH: what single calls took, from the raw values; the mean of the others.
def results = json('target/jmh-result.json')
assert results.size() == 4
int samples = 0
results.each { result ->
    def key = "bench/${result.benchmark}[${result.mode},threads=1,words=${result.params.words}]".toString()
    def phase = phases[key]
    assert phase != null : "$key of ${phases.keySet()}"
    def histogram = phase.latency_histogram
    if (result.mode == 'sample') {
        def values = []
        result.primaryMetric.rawDataHistogram.each { fork -> fork.each { iteration -> iteration.each { pair ->
            pair[1].times { values << (pair[0] as BigDecimal).movePointLeft(3) }
        } } }
        values.sort()
        assert values.size() == phase.items_processed
        [50, 95, 99].each { equal(histogram["p$it".toString()], nearestRank(values, it)) }
        equal(histogram.min, values.first())
        equal(histogram.max, values.last())
        samples += values.size()
    } else {
        equal(histogram.mean, (result.primaryMetric.score as BigDecimal).movePointLeft(3))
        assert histogram.p99 == null
        assert phase.source.percentiles.startsWith('none: ')
    }
}
assert samples > 100

// Surefire and Failsafe: the cases of each class.
['tests/org.example.WordsTest': ['target/surefire-reports/TEST-org.example.WordsTest.xml', 3],
 'it/org.example.WordsIT': ['target/failsafe-reports/TEST-org.example.WordsIT.xml', 2]].each { key, expected ->
    def suite = new groovy.xml.XmlParser().parse(new File(basedir, expected[0]))
    def values = suite.testcase.collect { (it.@time as BigDecimal).movePointRight(3) }.sort()
    def phase = phases[key]
    assert values.size() == expected[1]
    assert phase.items_processed == expected[1]
    assert phase.items_failed == 0
    assert phase.measures.flaky == 1
    [50, 95, 99].each { equal(phase.latency_histogram["p$it".toString()], nearestRank(values, it)) }
}

// HdrHistogram: what it says itself, which is within its precision of what a sort says.
def raw = new File(basedir, 'target/raw.txt').readLines().collect { it as BigDecimal }.sort()
assert raw.size() == 1000
def login = phases['login/login']
new File(basedir, 'target/hdr.txt').eachLine { line ->
    def (key, value) = line.split(' ')
    equal(login.latency_histogram[key], (value as BigDecimal).movePointLeft(6))
}
[50, 95, 99].each {
    def sorted = nearestRank(raw, it).movePointLeft(6)
    assert ((login.latency_histogram["p$it".toString()] as BigDecimal) - sorted).abs() <= sorted / 1000
}
assert login.items_processed == 1000

// Which run it was.
def run = json('artifacts/plan1/run.json')
assert run.latency_unit == 'ms'
assert run.run.environment.cores
assert run.run.environment.jdk

assert log.contains('Collected 7 phases from 4 sources into ' + new File(basedir, 'target/metrics-snapshot.json'))
assert log.contains('  bench: 4 phases from target/jmh-result.json (jmh)')
assert log.contains('0 broken')
return true
