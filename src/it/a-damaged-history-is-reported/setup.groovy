import java.security.MessageDigest
import java.util.zip.CRC32

// Eleven runs, one a day, as verify-metrics keeps them; the third is cut off.
def directory = { String name ->
    name.replaceAll('[^A-Za-z0-9._-]', '_') + '-' +
            MessageDigest.getInstance('SHA-256').digest(name.getBytes('UTF-8')).encodeHex().toString().take(8)
}
def module = 'org.example:a-damaged-history-is-reported/artifacts/plan1'
def history = new File(basedir, ".metrics-history/${directory(module)}/${directory('main')}")
assert history.mkdirs()
def values = { p50, p99 -> /{"p50": $p50, "p95": ${p50 + 100}, "p99": $p99, "duration": ${p50 * 10}}/ }
(1..11).each { day ->
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
    new File(history, date.replace('-', '') + "T100000000000000Z-${digest.take(16)}.json").setText(
            covered + ', "crc32": "' + String.format('%08x', crc.value) + '"}\n', 'UTF-8')
}
def third = history.listFiles().sort()[2]
third.setText(third.getText('UTF-8').take(300), 'UTF-8')
return true
