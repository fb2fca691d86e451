package pms.command.sealing;

/** Where key-encryption keys come from. Blocks: for the start, and for threads that may. */
interface KeyEncryptionKeySource {

    /**
     * The keys as they are now, the active one first.
     *
     * @throws KeyRefused when there is none, or one is malformed
     */
    KeyEncryptionKeys load();
}
