package dev.fairway.postgres;

import static java.nio.file.attribute.PosixFilePermission.OTHERS_EXECUTE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Under whose account PostgreSQL runs: it refuses to run as root.
 *
 * @param prefix words before a command that make it run under the account, in the same process
 * @param owner who has to own what the command writes
 */
record Account(List<String> prefix, UserPrincipal owner) {

    private static final List<String> AS_NOBODY =
            List.of("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups");
    private static final List<String> IN_OWN_NAMESPACE = List.of("unshare", "--user");

    /** @param needed folders that the account has to reach */
    static Account reaching(Path... needed) throws IOException {
        Path self = Path.of("/proc/self");
        if (!Files.getAttribute(self, "unix:uid").equals(0)) {
            return new Account(List.of(), Files.getOwner(self));
        }
        Optional<UserPrincipal> nobody = nobody();
        if (nobody.isPresent() && Stream.of(needed).allMatch(Account::isOpen) && works(AS_NOBODY)) {
            return new Account(AS_NOBODY, nobody.get());
        }
        if (works(IN_OWN_NAMESPACE)) {
            return new Account(IN_OWN_NAMESPACE, Files.getOwner(self));
        }
        throw new PostgresUnavailable(
                "PostgreSQL refuses to run as root, and neither setpriv nor unshare (package util-linux) can start it under"
                        + " another account here; start Fairway as a normal user");
    }

    private static Optional<UserPrincipal> nobody() throws IOException {
        try {
            return Optional.of(
                    Path.of("/").getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
        } catch (UserPrincipalNotFoundException absent) {
            return Optional.empty();
        }
    }

    private static boolean isOpen(Path folder) {
        try {
            Path here = folder.toRealPath();
            while (here != null && Files.getPosixFilePermissions(here).contains(OTHERS_EXECUTE)) {
                here = here.getParent();
            }
            return here == null;
        } catch (IOException unreadable) {
            return false;
        }
    }

    private static boolean works(List<String> prefix) {
        try {
            return new Command(prefix).with("true").succeeds();
        } catch (IOException absent) {
            return false;
        }
    }
}
