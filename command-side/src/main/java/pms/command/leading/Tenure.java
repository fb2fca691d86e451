package pms.command.leading;

/**
 * A turn of one instance at something that one does at a time.
 *
 * @param name of what it does, and of its checkpoint
 * @param term counts the turns; what is saved under an earlier one is refused with {@link TenureEnded}
 * @param position up to which the turns before are done
 */
public record Tenure(String name, long term, long position) {}
