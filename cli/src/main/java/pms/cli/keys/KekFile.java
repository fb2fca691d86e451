package pms.cli.keys;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import pms.cli.folder.DataFolder;
import pms.cli.folder.FolderLock;
import pms.cli.runtime.PrivateFiles;
import pms.cli.runtime.RuntimeFailure;

/**
 * The file of a data folder that holds its key-encryption key, mode 0600 in a folder of mode 0700. Written as a whole
 * and to the disk: with the key goes all personal data of the folder.
 */
public record KekFile(DataFolder data) {
    private static final String ABOUT = "# The key-encryption key of this PMS data folder: base64 of 32 random bytes."
            + " Opens all its personal data; keep it secret, and back it up apart from the database.\n";
    private static final String UNFINISHED =
            "# A rotation is not finished: the first key is the new one. ./pms keys rotate goes on with it.\n";
    private static final String ABOUT_RETIRED =
            "# Key-encryption keys that were replaced, each below its id. Only backups made before need them.\n";

    public Path path() {
        return data.keys().resolve("kek");
    }

    Path retired() {
        return data.keys().resolve("kek.retired");
    }

    /** What command-side is told. */
    public Map<String, String> variables() {
        return Map.of(GivenKek.FILE, path().toString());
    }

    /**
     * Makes a new key in a fresh folder and says so; otherwise looks whether the key is there. One that others could
     * read is made private: a copied folder is often like that.
     *
     * @throws RuntimeFailure when the folder holds data and its key is missing or malformed; nothing is changed then
     */
    public void prepare(PrintStream out) {
        if (Files.exists(path())) {
            read();
            protect(out);
            return;
        }
        if (Files.exists(data.postgres())) {
            throw new RuntimeFailure("The data folder " + data.root() + " holds data, but its key file " + path()
                    + " is missing: put it back from its backup, or set PMS_KEK_FILE or PMS_KEK if the key came from"
                    + " there; nothing was changed");
        }
        make(() -> PrivateFiles.folder(data.keys()));
        write(List.of(Kek.random()));
        out.println("The key file " + path() + " was made: losing it loses all personal data in this folder, so back"
                + " it up, apart from the database");
    }

    /** The keys, the active one first; more than one while a rotation is not finished. */
    List<Kek> read() {
        try {
            return Kek.all(Files.readString(path(), StandardCharsets.ISO_8859_1));
        } catch (IOException unreadable) {
            throw new RuntimeFailure("The key file " + path() + " can't be read", unreadable);
        } catch (IllegalArgumentException malformed) {
            throw new RuntimeFailure(
                    "The key file " + path() + " " + malformed.getMessage()
                            + ": put it back from its backup; nothing was changed",
                    malformed);
        }
    }

    void write(List<Kek> keks) {
        StringBuilder text = new StringBuilder(ABOUT).append(keks.size() > 1 ? UNFINISHED : "");
        keks.forEach(kek -> text.append(kek.base64()).append('\n'));
        make(() -> PrivateFiles.writeDurably(path(), text.toString()));
    }

    /** Keeps keys that are no longer used; one that is there already stays there once. */
    void retire(List<Kek> keks) {
        try {
            StringBuilder text = new StringBuilder(
                    Files.exists(retired()) ? Files.readString(retired(), StandardCharsets.ISO_8859_1) : ABOUT_RETIRED);
            keks.stream()
                    .filter(kek -> text.indexOf(kek.base64()) < 0)
                    .forEach(kek -> text.append("# %s%n%s%n".formatted(kek.id(), kek.base64())));
            make(() -> PrivateFiles.writeDurably(retired(), text.toString()));
        } catch (IOException unreadable) {
            throw new RuntimeFailure("The file " + retired() + " can't be read", unreadable);
        }
    }

    /** Held by the one process that may write the file. */
    FolderLock lock() {
        return FolderLock.tryTake(data.keys().resolve("lock"))
                .orElseThrow(() ->
                        new RuntimeFailure("Another ./pms keys rotate, or ./pms backup, is at work on " + data.root()));
    }

    private void protect(PrintStream out) {
        make(() -> {
            boolean folderWasOpen = PrivateFiles.makePrivate(data.keys());
            if (PrivateFiles.makePrivate(path()) || folderWasOpen) {
                out.println("The key file " + path() + " could be read by others and is private now: if they did,"
                        + " ./pms keys rotate replaces the key");
            }
        });
    }

    private void make(Runnable change) {
        try {
            change.run();
        } catch (UncheckedIOException failure) {
            throw new RuntimeFailure(failure.getMessage() + ": " + failure.getCause(), failure);
        }
    }
}
