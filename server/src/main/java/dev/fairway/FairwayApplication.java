package dev.fairway;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class FairwayApplication {

    public static void main(String[] args) {
        SpringApplication.run(FairwayApplication.class, args);
    }
}
