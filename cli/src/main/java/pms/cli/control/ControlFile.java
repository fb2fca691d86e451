package pms.cli.control;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import pms.cli.folder.DataFolder;
import pms.cli.runtime.PrivateFiles;

/**
 * Where the supervisor of a data folder listens; readable only by its owner.
 *
 * @param token what a caller shows to prove that it can read the folder
 */
record ControlFile(int port, String token) {

    static Path of(DataFolder folder) {
        return folder.root().resolve("control");
    }

    void write(DataFolder folder) {
        PrivateFiles.write(of(folder), port + "\n" + token + "\n");
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "ControlFile[port=" + port + "]";
    }

    /** Empty when nothing has run there, or the file is not whole. */
    static Optional<ControlFile> read(DataFolder folder) {
        try {
            List<String> lines = Files.readAllLines(of(folder));
            return Optional.of(new ControlFile(Integer.parseInt(lines.get(0)), lines.get(1)));
        } catch (IOException | NumberFormatException | IndexOutOfBoundsException none) {
            return Optional.empty();
        }
    }
}
