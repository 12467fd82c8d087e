// How many classes of ours a build without failures loads is printed and no more: what it costs is measured in CPU time,
// by src/bench/side-by-side start-up.
def loaded = new File(basedir, 'classes.log').readLines().findAll { it.contains(' io.github.metricsgate.') }
        .collect { it.replaceFirst(/.* (io\.github\.metricsgate\.\S+).*/, '$1') }
def lambdas = loaded.findAll { it.contains('$$Lambda') }
def classes = loaded - lambdas
println "${classes.size()} classes and ${lambdas.size()} lambdas of metrics-gate were loaded"
assert classes.size() > 50 : classes
// The first comparison of records costs a tenth of a second of CPU. Maven 4 has made one before it loads us.
def all = new File(basedir, 'classes.log').readLines()
def isOfRecords = { it.contains('java.lang.runtime.ObjectMethods ') }
def beforeOurs = all.takeWhile { !it.contains(' io.github.metricsgate.') }
assert beforeOurs.any(isOfRecords) || !all.any(isOfRecords)
// What is only needed for large files, or when something is wrong.
['json.Excerpt', 'metrics.Violation', 'text.Suggestion', 'text.LookAlike'].each {
    assert !classes.contains('io.github.metricsgate.' + it) : it
}
// What reads the results of tools, and what it reads them with; what compares runs with earlier ones.
['source', 'identity', 'history', 'stats'].each { room ->
    assert !classes.any { it.startsWith("io.github.metricsgate.${room}.") } : classes
}
def log = new File(basedir, 'classes.log').getText('UTF-8')
[' com.fasterxml.jackson.', ' org.HdrHistogram.', ' org.apache.commons.csv.', ' org.postgresql.'].each { assert !log.contains(it) : it }
return true
