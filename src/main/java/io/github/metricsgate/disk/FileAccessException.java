package io.github.metricsgate.disk;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A file or directory could not be read or written; the message names it and says why. */
public final class FileAccessException extends IOException {

    private static final long serialVersionUID = 1;

    /** @param action completes "cannot ...", as in "read" */
    public FileAccessException(String action, Path path, IOException cause) {
        super("cannot " + action + " " + path + ": " + reason(cause), cause);
    }

    private static String reason(IOException cause) {
        if (cause instanceof NoSuchFileException) {
            return "it does not exist";
        }
        if (cause instanceof FileAlreadyExistsException) {
            return "it already exists";
        }
        if (cause instanceof DirectoryNotEmptyException) {
            return "it is a directory with files in it";
        }
        if (cause instanceof AccessDeniedException) {
            return "access denied";
        }
        if (cause instanceof FileSystemException fileSystem && fileSystem.getReason() != null) {
            return fileSystem.getReason();
        }
        return String.valueOf(cause.getMessage());
    }
}
