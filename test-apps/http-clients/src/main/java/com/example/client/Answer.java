package com.example.client;

/** What a client gave to the application. */
public record Answer(int status, String body) {}
