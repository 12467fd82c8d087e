try {
    if (['python3', '-c', 'import sys; sys.exit(sys.version_info < (3, 8))'].execute().waitFor() == 0) {
        return true
    }
} catch (IOException ignored) {
    // There is none.
}
println 'Skipped: there is no python3 of 3.8 or later on the PATH'
return false
