package pms.command.sealing;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/** The table of the system's own keys, at the start and at a rotation. Blocks. */
final class SystemKeys {

    static final String INDEX = "index";

    private static final String EXISTS = "select to_regclass('keys.system_key') is not null";
    /** Each that wraps a patient's key, found by the index from one to the next. */
    private static final String IN_USE = """
            with recursive used(kek_id) as (
              (select k.kek_id from keys.patient_key k order by k.kek_id limit 1)
              union all
              select (select k.kek_id from keys.patient_key k where k.kek_id > u.kek_id order by k.kek_id limit 1)
                from used u where u.kek_id is not null)
            select kek_id from used where kek_id is not null""";

    private static final String SELECT = "select kek_id, wrapped from keys.system_key where name = ?";
    private static final String INSERT =
            "insert into keys.system_key (name, kek_id, wrapped) values (?, ?, ?) on conflict do nothing";
    private static final String UPDATE = "update keys.system_key set kek_id = ?, wrapped = ? where name = ?";

    private final DataSource database;

    SystemKeys(DataSource database) {
        this.database = database;
    }

    /**
     * Tries the key-encryption keys on what is stored, if anything is. Writes nothing.
     *
     * @throws KeyRefused when they do not fit
     */
    void check(KeyEncryptionKeys keks) {
        try (Connection connection = database.getConnection()) {
            if (isThere(connection)) {
                find(connection, keks);
                requireThoseInUse(connection, keks);
            }
        } catch (SQLException failure) {
            throw new IllegalStateException("the keys can't be read", failure);
        }
    }

    /** The key that makes pseudonyms; made at the very first start. */
    IndexKey index(KeyEncryptionKeys keks) {
        try (Connection connection = database.getConnection()) {
            Optional<byte[]> stored = find(connection, keks);
            if (stored.isPresent()) {
                return new IndexKey(stored.get());
            }
            insert(connection, keks.active(), Aes.randomKey());
            // Another instance may have been faster.
            return new IndexKey(find(connection, keks).orElseThrow());
        } catch (SQLException failure) {
            throw new IllegalStateException("the keys can't be read", failure);
        }
    }

    /** Wraps them under the active key-encryption key. */
    void rewrap(KeyEncryptionKeys keks) {
        try (Connection connection = database.getConnection();
                PreparedStatement update = connection.prepareStatement(UPDATE)) {
            Optional<byte[]> stored = find(connection, keks);
            if (stored.isPresent()) {
                update.setString(1, keks.active().id());
                update.setBytes(2, keks.active().wrap(purpose(), stored.get()));
                update.setString(3, INDEX);
                update.executeUpdate();
            }
        } catch (SQLException failure) {
            throw new IllegalStateException("the keys can't be written", failure);
        }
    }

    private static void requireThoseInUse(Connection connection, KeyEncryptionKeys keks) throws SQLException {
        try (PreparedStatement inUse = connection.prepareStatement(IN_USE);
                ResultSet rows = inUse.executeQuery()) {
            while (rows.next()) {
                keks.requireKnown(rows.getString(1));
            }
        }
    }

    private static boolean isThere(Connection connection) throws SQLException {
        try (PreparedStatement exists = connection.prepareStatement(EXISTS);
                ResultSet row = exists.executeQuery()) {
            return row.next() && row.getBoolean(1);
        }
    }

    private static Optional<byte[]> find(Connection connection, KeyEncryptionKeys keks) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SELECT)) {
            select.setString(1, INDEX);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(unwrapped(keks, row.getString(1), row.getBytes(2))) : Optional.empty();
            }
        }
    }

    private static byte[] unwrapped(KeyEncryptionKeys keks, String kekId, byte[] wrapped) {
        try {
            return keks.byId(kekId).unwrap(purpose(), wrapped);
        } catch (BrokenSeal broken) {
            throw new KeyRefused("the key-encryption key does not open the keys of this data", broken);
        }
    }

    private static void insert(Connection connection, KeyEncryptionKey kek, byte[] key) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setString(1, INDEX);
            insert.setString(2, kek.id());
            insert.setBytes(3, kek.wrap(purpose(), key));
            insert.executeUpdate();
        }
    }

    private static String purpose() {
        return "pms.system-key.v1|" + INDEX;
    }
}
