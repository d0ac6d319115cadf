package dev.fairway.delivery.git;

import java.util.Locale;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;

/** Leaves out what the machine and its users have settled for the program git: here only a repository's own settings count. */
final class OwnGitSettings extends SystemReader.Delegate {

    private OwnGitSettings(SystemReader machine) {
        super(machine);
    }

    static synchronized void use() {
        SystemReader now = SystemReader.getInstance();
        if (!(now instanceof OwnGitSettings)) {
            SystemReader.setInstance(new OwnGitSettings(now));
        }
    }

    @Override
    public @Nullable String getenv(String variable) {
        return variable.toUpperCase(Locale.ROOT).startsWith("GIT_") ? null : super.getenv(variable);
    }

    @Override
    public FileBasedConfig openUserConfig(@Nullable Config parent, FS files) {
        return new NoSettings(parent, files);
    }

    @Override
    public FileBasedConfig openSystemConfig(@Nullable Config parent, FS files) {
        return new NoSettings(parent, files);
    }

    @Override
    public FileBasedConfig openJGitConfig(@Nullable Config parent, FS files) {
        return new NoSettings(parent, files);
    }

    private static final class NoSettings extends FileBasedConfig {

        NoSettings(@Nullable Config parent, FS files) {
            super(parent, null, files);
        }

        @Override
        public void load() {
            // there is nothing to read
        }

        @Override
        public void save() {
            // what JGit measures of the disk is measured again after a start
        }

        @Override
        public boolean isOutdated() {
            return false;
        }
    }
}
