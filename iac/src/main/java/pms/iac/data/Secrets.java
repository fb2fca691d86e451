package pms.iac.data;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import pms.iac.system.Service;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.secretsmanager.Secret;
import software.amazon.awscdk.services.secretsmanager.SecretStringGenerator;
import software.constructs.Construct;

/**
 * What must not be known, made by Secrets Manager when the stack is made. Nobody has to think of a secret, and none
 * stands in a template. Those under a key of ours stay when the stack goes: without them nothing that was kept can be read.
 */
public final class Secrets extends Construct {

    /** As many characters as base64 has for 32 bytes; without padding, which readers of base64 do without. */
    public static final int KEY_CHARACTERS = 43;

    private static final int PASSWORD_CHARACTERS = 40;

    private final @Nullable IKey key;
    private final Map<Service, Secret> passwords = new EnumMap<>(Service.class);
    private final Map<Service, Secret> ownerPasswords = new EnumMap<>(Service.class);
    private final Secret keysToken;
    private final Secret billingToken;
    private final Secret trustToken;
    private final Secret signingKek;
    private final Secret auditKey;
    private final Secret adminPassword;

    /** Secrets that are encrypted with a key; null for the account's own. */
    public Secrets(Construct scope, @Nullable IKey key) {
        super(scope, "Secrets");
        this.key = key;
        for (Service service : Service.values()) {
            passwords.put(service, secret("Password" + service.id(), "Of the role " + service.database()));
            ownerPasswords.put(service, secret("Owner" + service.id(), "Of the role " + service.owner()));
        }
        keysToken = secret("KeysToken", "query-side shows it to command-side");
        billingToken = secret("BillingToken", "Shown to billing-grpc");
        trustToken = secret("TrustToken", "Shown to edge-gateway by the services");
        signingKek = key("SigningKek", "Seals the signing keys of edge-gateway");
        auditKey = key("AuditKey", "Chains the audit log: keep a copy elsewhere");
        adminPassword = secret("AdminPassword", "Of the first administrator, until it is changed");
    }

    /** Of the role that a service works as. */
    public Secret password(Service service) {
        return of(passwords, service);
    }

    /** Of the role that migrates its database. */
    public Secret ownerPassword(Service service) {
        return of(ownerPasswords, service);
    }

    public Secret keysToken() {
        return keysToken;
    }

    public Secret billingToken() {
        return billingToken;
    }

    public Secret trustToken() {
        return trustToken;
    }

    public Secret signingKek() {
        return signingKek;
    }

    public Secret auditKey() {
        return auditKey;
    }

    public Secret adminPassword() {
        return adminPassword;
    }

    /** Letters and digits that are the base64 of 32 bytes; 253 of their 256 bits are by chance. */
    public Secret key(String id, String description) {
        return secret(id, description, KEY_CHARACTERS);
    }

    private Secret secret(String id, String description) {
        return secret(id, description, PASSWORD_CHARACTERS);
    }

    private Secret secret(String id, String description, int characters) {
        Secret secret = Secret.Builder.create(this, id)
                .description(description)
                .encryptionKey(key)
                .generateSecretString(SecretStringGenerator.builder()
                        .passwordLength(characters)
                        .excludePunctuation(true)
                        .requireEachIncludedType(false)
                        .build())
                .build();
        secret.applyRemovalPolicy(key == null ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN);
        return secret;
    }

    private static Secret of(Map<Service, Secret> secrets, Service service) {
        Secret secret = secrets.get(service);
        if (secret == null) {
            throw new IllegalArgumentException("No password for " + service);
        }
        return secret;
    }
}
