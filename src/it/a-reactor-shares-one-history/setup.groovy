def pom = new File(basedir, 'pom.xml')
def modules = (1..8).collect { "    <module>module-$it</module>" }.join('\n')
pom.setText(pom.getText('UTF-8').replaceFirst('<modules>', "<modules>\n$modules"), 'UTF-8')
(1..8).each {
    def module = new File(basedir, "module-$it")
    module.mkdirs()
    new File(module, 'pom.xml').setText("""\
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <parent>
    <groupId>org.example</groupId>
    <artifactId>a-reactor-shares-one-history</artifactId>
    <version>1.0</version>
  </parent>
  <artifactId>module-$it</artifactId>
  <packaging>pom</packaging>
</project>
""", 'UTF-8')
    new File(module, 'metrics-snapshot.json').setText("""\
{"timestamp": "2026-11-01T10:00:00Z", "phase_status": {}, "abort_status": {"is_aborted": false}, "resource_usage": [],
 "run": {"branch": "main"},
 "phase_metrics": {"0": {"phase_id": 0, "name": "Phase of module $it", "duration_ms": 1, "items_processed": 1000,
  "items_total": 1000, "latency_histogram": {"p50": 0.5, "p95": 0.75, "p99": $it.25}}}}
""", 'UTF-8')
}
return true
