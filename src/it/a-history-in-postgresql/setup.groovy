import io.zonky.test.db.postgres.embedded.EmbeddedPostgres
import java.nio.file.Files
import java.nio.file.attribute.PosixFilePermissions
import java.time.Instant
import java.util.zip.CRC32
import java.util.zip.DeflaterOutputStream

// A server that asks for passwords; it runs as somebody else, who must be able to read this.
def rights = Files.createTempFile('rights', '.conf')
Files.setPosixFilePermissions(rights, PosixFilePermissions.fromString('rw-r--r--'))
rights.toFile().text = 'host metrics metrics all scram-sha-256\nhost all postgres all trust\n'
def server = EmbeddedPostgres.builder().setServerConfig('hba_file', rights.toString()).start()
context.put('server', server)
new File(basedir, '.mvn').mkdirs()
new File(basedir, '.mvn/maven.config').text = "-Ddatabase.port=${server.port}\n"

def connect = { database ->
    def login = new Properties()
    login.setProperty('user', 'postgres')
    new org.postgresql.Driver().connect("jdbc:postgresql://localhost:${server.port}/$database", login)
}
connect('postgres').withCloseable { connection ->
    connection.createStatement().execute("CREATE ROLE metrics LOGIN PASSWORD 'canary-password'")
    connection.createStatement().execute('CREATE DATABASE metrics OWNER metrics')
}

// Ten runs, one a day, as verify-metrics keeps them, in tables as history-format.md has them.
def module = 'org.example:a-history-in-postgresql/artifacts/plan1'
def values = { p50, p99 -> /{"p50": $p50, "p95": ${p50 + 100}, "p99": $p99, "duration": ${p50 * 10}}/ }
connect('metrics').withCloseable { connection ->
    connection.createStatement().execute('''
        CREATE TABLE metrics_gate_run (
          module text NOT NULL,
          branch text NOT NULL,
          epoch_second bigint NOT NULL,
          nano integer NOT NULL,
          digest bytea NOT NULL,
          entry bytea NOT NULL,
          PRIMARY KEY (module, branch, epoch_second, nano, digest)
        );
        CREATE TABLE metrics_gate_version (version integer NOT NULL PRIMARY KEY);
        INSERT INTO metrics_gate_version (version) VALUES (1);
        GRANT SELECT ON metrics_gate_version TO metrics;
        GRANT SELECT, INSERT, UPDATE, DELETE ON metrics_gate_run TO metrics;''')
    def insert = connection.prepareStatement('INSERT INTO metrics_gate_run VALUES (?, ?, ?, ?, ?, ?)')
    (1..10).each { day ->
        def digest = String.format('%064x', day)
        def date = String.format('2026-11-%02d', day)
        def p99 = 500 + day % 3
        def phases = ['load', 'score', 'rank', 'write', 'checkout'].withIndex().collect { name, key ->
            /"$key": {"name": "$name", "values": ${values(100 + day % 2, p99)}}/
        }
        def covered = ('{"formatVersion": 1, "time": "' + date + 'T10:00:00Z", "digest": "' + digest + '", "module": "' + module
                + '", "branch": "main", "id": null, "commit": null, "url": null, "environment": {"os": "any", "arch": "any", '
                + '"cores": "2", "jdk": "17"}, "observed": [], "result": "passed", "runFactor": 1, "runValues": {}, "phases": {'
                + phases.join(', ') + '}')
        def crc = new CRC32()
        crc.update(covered.getBytes('UTF-8'))
        def compressed = new ByteArrayOutputStream()
        new DeflaterOutputStream(compressed).withCloseable {
            it.write((covered + ', "crc32": "' + String.format('%08x', crc.value) + '"}\n').getBytes('UTF-8'))
        }
        insert.setString(1, module)
        insert.setString(2, 'main')
        insert.setLong(3, Instant.parse(date + 'T10:00:00Z').epochSecond)
        insert.setInt(4, 0)
        insert.setBytes(5, digest.decodeHex())
        insert.setBytes(6, compressed.toByteArray())
        insert.executeUpdate()
    }
}
return true
