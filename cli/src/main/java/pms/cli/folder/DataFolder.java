package pms.cli.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import pms.cli.runtime.PrivateFiles;
import pms.cli.runtime.RuntimeFailure;

/** The folder that holds everything a system keeps: {@code --data}, by default {@code .pms}. Mode 0700. */
public record DataFolder(Path root) {
    private static final String FORMAT = "1";
    /** Whose log the supervisor writes itself. */
    private static final String SUPERVISOR = "pms";

    public DataFolder {
        root = root.toAbsolutePath().normalize();
    }

    /** Whether a system has worked here before. */
    public boolean exists() {
        return Files.isRegularFile(marker());
    }

    /**
     * Makes the folder when it is missing or empty, and refuses one that can't be ours: a file in its place, one that
     * holds other things, one of another format, one that can't be written.
     */
    public void open() {
        if (Files.exists(root) && !Files.isDirectory(root)) {
            throw new RuntimeFailure(root + " is a file, not a data folder");
        }
        if (Files.isDirectory(root) && !Files.isWritable(root)) {
            throw new RuntimeFailure("The data folder " + root + " can't be written");
        }
        try {
            if (exists()) {
                checkFormat();
            } else {
                requireEmpty();
            }
            PrivateFiles.folder(root);
            if (!exists()) {
                PrivateFiles.write(marker(), FORMAT + "\n");
            }
            PrivateFiles.folder(logs());
            PrivateFiles.folder(marks());
        } catch (IOException failure) {
            throw new RuntimeFailure("The data folder " + root + " can't be used: " + failure.getMessage(), failure);
        }
    }

    /** Makes a data folder of one that was filled from a backup. */
    public void complete() {
        PrivateFiles.writeDurably(marker(), FORMAT + "\n");
        open();
    }

    /**
     * Deletes all that a system keeps, if the folder is one of ours. The supervisor's own log stays: it is being written
     * to, and who waits for a detached start reads it. The caller MUST hold the {@link FolderLock}.
     */
    public void wipe() {
        if (!exists()) {
            return;
        }
        try {
            deleteAllBut(root, Set.of(marker(), lock(), logs()));
            if (Files.isDirectory(logs())) {
                deleteAllBut(logs(), Set.of(log(SUPERVISOR)));
            }
        } catch (IOException failure) {
            throw new RuntimeFailure("The data folder " + root + " can't be emptied: " + failure.getMessage(), failure);
        }
        PrivateFiles.folder(logs());
        PrivateFiles.folder(marks());
    }

    public Path logs() {
        return root.resolve("logs");
    }

    public Path log(String part) {
        return logs().resolve(part + ".log");
    }

    public Path postgres() {
        return root.resolve("postgres");
    }

    public Path kafka() {
        return root.resolve("kafka");
    }

    /** The key-encryption key, which is backed up apart from all else here. */
    public Path keys() {
        return root.resolve("keys");
    }

    /** Where the process of each part is noted, for the run after a crash. */
    public Path marks() {
        return root.resolve("run");
    }

    Path marker() {
        return root.resolve("pms-data");
    }

    Path lock() {
        return root.resolve("lock");
    }

    Path settings() {
        return root.resolve("settings");
    }

    private void checkFormat() throws IOException {
        String found = Files.readString(marker()).strip();
        if (!found.equals(FORMAT)) {
            throw new RuntimeFailure("The data folder " + root + " is of format " + found + ", this PMS knows " + FORMAT
                    + ": use another folder (--data) or wipe this one by hand");
        }
    }

    private void requireEmpty() throws IOException {
        if (!Files.isDirectory(root)) {
            return;
        }
        try (Stream<Path> inside = Files.list(root)) {
            if (inside.findAny().isPresent()) {
                throw new RuntimeFailure(root + " holds other files and is no data folder of PMS");
            }
        }
    }

    private static void deleteAllBut(Path folder, Set<Path> kept) throws IOException {
        try (Stream<Path> inside = Files.list(folder)) {
            for (Path each : inside.filter(path -> !kept.contains(path)).toList()) {
                delete(each);
            }
        }
    }

    private static void delete(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            PrivateFiles.deleteTree(path);
        } else {
            Files.delete(path);
        }
    }
}
