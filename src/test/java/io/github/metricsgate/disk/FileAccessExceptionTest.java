package io.github.metricsgate.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FileAccessExceptionTest {

    static Stream<Arguments> causes() {
        return Stream.of(
                arguments(new NoSuchFileException("a/b"), "it does not exist"),
                arguments(new FileAlreadyExistsException("a/b"), "it already exists"),
                arguments(new DirectoryNotEmptyException("a/b"), "it is a directory with files in it"),
                arguments(new AccessDeniedException("a/b"), "access denied"),
                arguments(new FileSystemException("a/b", null, "No space left on device"), "No space left on device"),
                arguments(new FileSystemException("a/b"), "a/b"),
                arguments(new IOException("Input/output error"), "Input/output error"));
    }

    /** The messages of the JDK name the path alone, or the reason alone. */
    @ParameterizedTest
    @MethodSource("causes")
    void theMessageHasThePathAndTheReason(IOException cause, String reason) {
        Path path = Path.of("a", "b");
        assertThat(new FileAccessException("write", path, cause))
                .hasMessage("cannot write " + path + ": " + reason)
                .hasCause(cause);
    }
}
