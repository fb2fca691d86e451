package pms.command.sealing;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the key-encryption keys are; exactly one of these.
 *
 * @param keys the keys themselves
 * @param file a file of them
 * @param kmsFile a file of keys that AWS KMS has encrypted
 */
@ConfigurationProperties("pms.kek")
record KekProperties(
        @DefaultValue("") String keys,
        @DefaultValue("") String file,
        @DefaultValue("") String kmsFile) {

    /** @throws KeyRefused when none is given, or several are */
    KeyEncryptionKeySource source() {
        List<String> given =
                Stream.of(keys, file, kmsFile).filter(text -> !text.isBlank()).toList();
        if (given.size() > 1) {
            throw new KeyRefused("PMS_KEK, PMS_KEK_FILE and PMS_KEK_KMS_FILE exclude each other");
        }
        if (!file.isBlank()) {
            return TextKeySource.ofFile(Path.of(file));
        }
        return kmsFile.isBlank() ? TextKeySource.ofText(keys) : new KmsKeySource(Path.of(kmsFile));
    }

    /** Without the keys. */
    @Override
    public String toString() {
        return "KekProperties[file=" + file + ", kmsFile=" + kmsFile + "]";
    }
}
