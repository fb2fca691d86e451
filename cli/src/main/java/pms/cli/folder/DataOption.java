package pms.cli.folder;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that names the data folder, the same for all commands. */
public final class DataOption {
    @Option(names = "--data", paramLabel = "FOLDER", description = "The data folder (default: .pms in the checkout).")
    private @Nullable Path named;

    /** Relative to the working directory when it was named, in the checkout otherwise. */
    public DataFolder folder() {
        return new DataFolder(named == null ? checkout().resolve(".pms") : named);
    }

    /** Where {@code ./pms} is; it says so in the property {@code pms.home}. */
    public static Path checkout() {
        return Path.of(System.getProperty("pms.home", "")).toAbsolutePath();
    }
}
