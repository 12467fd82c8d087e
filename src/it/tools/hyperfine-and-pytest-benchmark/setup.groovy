def run = { String... command ->
    def process
    try {
        process = new ProcessBuilder(command).directory(basedir).redirectErrorStream(true)
            .redirectOutput(new File(basedir, "target/${new File(command[0]).name}.log")).start()
    } catch (IOException e) {
        throw new AssertionError("apt-get install hyperfine python3-pytest-benchmark: ${e.message}", e)
    }
    process.outputStream.close()
    assert process.waitFor() == 0 : new File(basedir, "target/${new File(command[0]).name}.log").text
}
new File(basedir, 'target').mkdirs()
run('hyperfine', '--runs', '21', '-N', '-L', 'n', '2,5', 'sleep 0.00{n}', 'true {n} --token=canary0',
    '--export-json', 'target/commands.json', '--export-csv', 'target/commands.csv')
run('hyperfine', '--runs', '20', '-N', '--ignore-failure', '-n', 'flaky', 'sh src/test/flaky.sh', '--export-json', 'target/flaky.json')
run('/usr/bin/python3', '-m', 'pytest', '-p', 'no:cacheprovider', 'src/test/python/test_sums.py',
    '--benchmark-json=target/pytest-benchmark.json')
run('/usr/bin/python3', '-m', 'pytest_benchmark', 'compare', 'target/pytest-benchmark.json', '--csv=target/pytest-benchmark.csv')
return true
