package pms.cli;

import picocli.CommandLine.IVersionProvider;

/** Which version this is, by the manifest of its jar. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = Pms.class.getPackage().getImplementationVersion();
        return new String[] {"PMS " + (version == null ? "as it is being built" : version)};
    }
}
