import groovy.json.JsonSlurper

def log = new File(basedir, 'build.log').getText('UTF-8')
assert log.readLines().count { it.endsWith('Not enough runs to compare with: none on main, and <minRuns> is 10') } == 8

def entries = []
new File(basedir, '.metrics-history').eachFileRecurse { if (it.file) entries << it }
assert entries.size() == 8
def runs = entries.collect { new JsonSlurper().parse(it) }
assert runs*.module.sort() == (1..8).collect { "org.example:module-$it/artifacts/plan1" as String }
runs.each {
    def number = it.module.find(/\d/)
    assert it.branch == 'main'
    assert it.phases['0'].name == "Phase of module $number"
    assert it.phases['0'].values.p99 == new BigDecimal("${number}.25")
}

// Nothing of a database.
def loaded = new File(basedir, 'classes.log').getText('UTF-8')
assert loaded.contains(' io.github.metricsgate.history.DirectoryStore ')
[' io.github.metricsgate.history.Postgres', ' io.github.metricsgate.mojo.DatabasePlace', ' org.postgresql.', ' java.sql.'].each {
    assert !loaded.contains(it) : it
}
return true
