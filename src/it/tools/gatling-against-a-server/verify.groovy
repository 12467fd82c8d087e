import groovy.json.JsonSlurper

def phases = new JsonSlurper().parse(new File(basedir, 'artifacts/plan1/phase_metrics.json'), 'UTF-8')
def log = new File(basedir, 'build.log').getText('UTF-8')

// The log once more, by the description of its records alone.
def runs = new File(basedir, 'target/gatling').listFiles().findAll { it.directory }
assert runs.size() == 1
def file = new File(runs[0], 'simulation.log')
def input = new DataInputStream(new ByteArrayInputStream(file.bytes))
def cached = [:]
def text = {
    int length = input.readInt()
    if (length == 0) {
        return ''
    }
    byte[] bytes = input.readNBytes(length)
    new String(bytes, input.readByte() == 0 ? 'ISO-8859-1' : 'UTF-16LE')
}
def cachedText = {
    int number = input.readInt()
    number > 0 ? (cached[number] = text()) : cached[-number]
}
def groups = { (0..<input.readInt()).collect { cachedText() } }
assert input.readByte() == 0
assert text() == '3.15.1'
text()
input.readLong()
text()
input.readInt().times { text() }
input.readInt().times { input.readNBytes(input.readInt()) }
def latencies = [:].withDefault { [] }
def failures = [:].withDefault { 0 }
def note = { key, value, ok -> ok ? latencies[key] << value : failures[key]++ }
def all = []
while (input.available() > 0) {
    switch (input.readByte()) {
        case 1:
            def path = groups() + cachedText()
            int start = input.readInt()
            int taken = input.readInt() - start
            boolean ok = input.readBoolean()
            cachedText()
            note('load/' + path.join(' / '), taken, ok)
            if (ok) {
                all << taken
            }
            break
        case 2:
            input.readNBytes(9)
            break
        case 3:
            def path = groups()
            input.readNBytes(8)
            note('load/' + path.join(' / ') + ' [group]', input.readInt(), input.readBoolean())
            break
        default:
            cachedText()
            input.readInt()
    }
}

def equal = { a, b -> assert (a as BigDecimal).compareTo(b as BigDecimal) == 0 }
def keys = ['load/Broken', 'load/Checkout / Basket', 'load/Checkout / Payment / Pay \u20AC', 'load/Checkout / Payment [group]',
            'load/Checkout [group]', 'load/\u00DCbersicht']
assert phases.keySet() == keys as Set
assert latencies.keySet() + failures.keySet() == keys as Set
keys.each { key ->
    def phase = phases[key]
    def sorted = latencies[key].sort()
    assert phase.items_processed == sorted.size()
    assert phase.items_failed == failures[key]
    assert sorted.size() + failures[key] == 40
    if (sorted) {
        [50, 95, 99].each { equal(phase.latency_histogram["p$it".toString()], sorted[((it * sorted.size() + 99).intdiv(100)) - 1]) }
        equal(phase.latency_histogram.min, sorted.first())
        equal(phase.latency_histogram.max, sorted.last())
    } else {
        assert phase.latency_histogram.p99 == null
    }
}
assert failures['load/Broken'] == 40
assert phases['load/Broken'].source.version == '3.15.1'

// What Gatling itself says of all requests that succeeded: the column OK of its table, rounded, its percentiles from a digest.
def said = { String row -> (log =~ /(?m)> ${row} +\|[^|]*\| *([0-9,]+) \|/)[-1][1].replace(',', '') as int }
all.sort()
assert said('request count') == all.size()
assert said('min response time \\(ms\\)') == all.first()
assert said('max response time \\(ms\\)') == all.last()
assert said('mean response time \\(ms\\)') == Math.round(all.sum() / (double) all.size())
[50, 75, 95, 99].each {
    int rank = (it * all.size() + 99).intdiv(100) - 1
    int digest = said("response time ${it}th percentile \\(ms\\)")
    // A digest interpolates between the values near the rank, and rounds to whole milliseconds.
    int near = Math.max(2, all.size().intdiv(50))
    int least = all[Math.max(rank - near, 0)] - 1
    int most = all[Math.min(rank + near, all.size() - 1)] + 1
    assert digest in least..most : [it, digest, least, most]
}

assert !new File(basedir, 'artifacts/plan1').listFiles().any { it.text.contains('canary') }
assert log.contains("  load: 6 phases from target/gatling/${runs[0].name}/simulation.log (gatling)")
assert log.contains('0 broken')
return true
