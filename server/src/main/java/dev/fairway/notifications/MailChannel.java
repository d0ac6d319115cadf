package dev.fairway.notifications;

import dev.fairway.notifications.Deliveries.Channel;
import dev.fairway.notifications.Deliveries.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;

/** Mails as plain text. Each has an id that is made of the fact, so that a mail program shows one that came twice once. */
@Component
class MailChannel implements NotificationChannel {

    private static final String TIMEOUT_MILLIS = "10000";

    private final NotificationSettings settings;
    private final Links links;
    private final @Nullable JavaMailSenderImpl sender;

    MailChannel(NotificationSettings settings, Links links) {
        this.settings = settings;
        this.links = links;
        this.sender = settings.hasMail() ? sender(URI.create(String.valueOf(settings.smtpUrl()))) : null;
    }

    private static JavaMailSenderImpl sender(URI server) {
        boolean isTls = "smtps".equals(server.getScheme());
        JavaMailSenderImpl sender = new JavaMailSenderImpl();
        sender.setProtocol(isTls ? "smtps" : "smtp");
        sender.setHost(server.getHost());
        sender.setPort(server.getPort() < 0 ? (isTls ? 465 : 587) : server.getPort());
        sender.setDefaultEncoding(StandardCharsets.UTF_8.name());
        String user = server.getUserInfo();
        Properties properties = sender.getJavaMailProperties();
        for (String protocol : new String[] {"mail.smtp.", "mail.smtps."}) {
            properties.put(protocol + "connectiontimeout", TIMEOUT_MILLIS);
            properties.put(protocol + "timeout", TIMEOUT_MILLIS);
            properties.put(protocol + "writetimeout", TIMEOUT_MILLIS);
            properties.put(protocol + "starttls.enable", "true");
            properties.put(protocol + "ssl.checkserveridentity", "true");
            properties.put(protocol + "auth", String.valueOf(user != null));
        }
        if (user != null) {
            String[] parts = user.split(":", 2);
            sender.setUsername(parts[0]);
            sender.setPassword(parts.length > 1 ? parts[1] : "");
        }
        return sender;
    }

    @Override
    public Channel channel() {
        return Channel.MAIL;
    }

    @Override
    public void send(Message message) {
        if (sender == null) {
            throw new NotDelivered("No mail server is named; an administrator can name one in FAIRWAY_SMTP_URL");
        }
        try {
            MimeMessage mail = sender.createMimeMessage();
            MimeMessageHelper helper = new MimeMessageHelper(mail, StandardCharsets.UTF_8.name());
            helper.setFrom(settings.mailFrom());
            helper.setTo(message.recipient());
            helper.setSubject(message.text().subject().replaceAll("\\p{Cntrl}+", " "));
            helper.setText("%s\n\n%s\n".formatted(message.text().body(), links.of(message, message.recipient())));
            mail.setHeader("X-Fairway-Notification", message.key().replaceAll("\\p{Cntrl}+", " "));
            sender.send(mail);
        } catch (MailException | MessagingException failure) {
            throw new NotDelivered(
                    "The mail server did not take it: " + failure.getClass().getSimpleName());
        }
    }
}
