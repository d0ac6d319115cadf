package dev.fairway.delivery.hosts;

/** How Fairway signs in to a Git host. What is secret of it is not shown. */
sealed interface SignIn {

    /** By the token of an account. */
    record Token(String token) implements SignIn {

        @Override
        public String toString() {
            return "a token";
        }
    }

    /**
     * As a GitHub App.
     *
     * @param privateKey as PEM
     */
    record App(String id, String privateKey) implements SignIn {

        @Override
        public String toString() {
            return "the GitHub App " + id;
        }
    }
}
