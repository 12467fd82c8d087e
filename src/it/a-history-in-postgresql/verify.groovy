import groovy.json.JsonSlurper
import java.util.zip.InflaterInputStream

def server = context.get('server')
def runs = []
try {
    def login = new Properties()
    login.setProperty('user', 'postgres')
    new org.postgresql.Driver().connect("jdbc:postgresql://localhost:${server.port}/metrics", login).withCloseable { connection ->
        def row = connection.createStatement().executeQuery('SELECT entry FROM metrics_gate_run ORDER BY epoch_second')
        while (row.next()) {
            runs << new JsonSlurper().parse(new InflaterInputStream(new ByteArrayInputStream(row.getBytes(1))), 'UTF-8')
        }
    }
} finally {
    server.close()
}
def log = new File(basedir, 'build.log').getText('UTF-8')
def logs = log.split('Scanning for projects').drop(1)
assert logs.length == 5

// The same as in a directory.
assert logs[0].contains('4 checkout  100.5 ms  200.5 ms    612 ms   +22 %  p99 <= 529.6 ms (baseline)  suspect at 612 ms')
assert logs[0].contains('Compared with 10 runs on main since 2026-11-01T10:00:00Z')
assert logs[1].contains("p99 of phase 4 'checkout' is 610.5 ms, 22 % above its baseline of 501 ms (10 runs on main, usually 500"
        + ' to 502 ms): a regression, 2 runs in a row beyond 529.6 ms; if it is intended, accept it with')
assert logs[1].contains('BUILD FAILURE')
assert runs*.time.collect { it.substring(8, 10) as int } == (1..12)
assert runs.last().phases['4'].values.p99 == [value: 610.5, status: 'regression']

// A server that is down: the verdict, then the sentence.
def down = 'The history in jdbc:postgresql://localhost:1/metrics cannot be used, so the run was not compared with earlier runs or not' +
        ' kept: no connection: Connection refused. Correct that, or leave out <history>'
assert logs[2].indexOf('4 checkout') < logs[2].indexOf('[ERROR] ')
assert logs[2].contains('[ERROR] ') && logs[2].contains(down) && logs[2].contains('BUILD FAILURE')
assert logs[3].contains('[WARNING] ' + down) && logs[3].contains('BUILD SUCCESS')

// Offline.
assert logs[4].contains('The history in jdbc:postgresql://db.example.org:' + server.port + '/metrics cannot be used, so the run was'
        + ' not compared with earlier runs or not kept: Maven is offline (-o), and db.example.org:' + server.port
        + ' may be another machine: only a database on localhost, 127.0.0.1 or [::1] is used then.')

assert logs[0].contains('[DEBUG]') && !log.contains('canary')
return true
