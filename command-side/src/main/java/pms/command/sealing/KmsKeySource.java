package pms.command.sealing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DecryptRequest;

/**
 * Keys that AWS KMS has encrypted ({@code GenerateDataKeyWithoutPlaintext}, AES_256, with the encryption context
 * {@code pms=kek}): base64 of each ciphertext in a file, the active one first. KMS is asked when they are loaded, and not
 * again for each patient. Region, credentials and endpoint come from the usual AWS variables.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/data-keys.html">AWS KMS data keys</a>
 */
final class KmsKeySource implements KeyEncryptionKeySource {

    private static final Map<String, String> CONTEXT = Map.of("pms", "kek");

    private final Path file;

    KmsKeySource(Path file) {
        this.file = file;
    }

    @Override
    public KeyEncryptionKeys load() {
        try (KmsClient kms = KmsClient.create()) {
            List<KeyEncryptionKey> keys = KeyEncryptionKeys.texts(Files.readString(file, StandardCharsets.US_ASCII))
                    .map(ciphertext -> KeyEncryptionKey.of(decrypted(kms, ciphertext)))
                    .toList();
            return new KeyEncryptionKeys(keys);
        } catch (IOException unreadable) {
            throw new KeyRefused("the file " + file + " can't be read", unreadable);
        } catch (SdkException refused) {
            throw new KeyRefused("AWS KMS does not decrypt the keys in " + file, refused);
        } catch (IllegalArgumentException malformed) {
            throw new KeyRefused("a key in " + file + " is not the base64 of what KMS has encrypted");
        }
    }

    private static byte[] decrypted(KmsClient kms, String ciphertext) {
        return kms.decrypt(DecryptRequest.builder()
                        .ciphertextBlob(
                                SdkBytes.fromByteArray(Base64.getDecoder().decode(ciphertext)))
                        .encryptionContext(CONTEXT)
                        .build())
                .plaintext()
                .asByteArray();
    }
}
