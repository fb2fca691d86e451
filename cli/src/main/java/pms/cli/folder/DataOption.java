package pms.cli.folder;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that names the data folder, the same for all commands. */
public final class DataOption {
    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            description = "The data folder (default: PMS_DATA, or .pms in the checkout).")
    private @Nullable Path named;

    /** Relative to the working directory when it was named, in the checkout otherwise. */
    public DataFolder folder() {
        return folder(named, System.getenv());
    }

    static DataFolder folder(@Nullable Path named, Map<String, String> environment) {
        if (named != null) {
            return new DataFolder(named);
        }
        String given = environment.getOrDefault("PMS_DATA", "");
        return new DataFolder(given.isEmpty() ? checkout().resolve(".pms") : Path.of(given));
    }

    /** Where {@code ./pms} is; it says so in the property {@code pms.home}. */
    public static Path checkout() {
        return Path.of(System.getProperty("pms.home", "")).toAbsolutePath();
    }
}
