-- Words of congratulation, and who agreed to be named with their good news.

-- Personal words: never in a fact. Each writer has one word on one occasion.
CREATE TABLE kudos (
    -- For whom, and the diploma or job that it is about.
    student_id {blob} NOT NULL,
    fact_id {blob} NOT NULL,
    -- A mentor's id, or a fellow student's.
    author_id {blob} NOT NULL,
    author TEXT NOT NULL,
    at BIGINT NOT NULL,
    words TEXT NOT NULL,
    PRIMARY KEY (student_id, fact_id, author_id)
) {clustered};
CREATE INDEX kudos_author ON kudos (author_id);

-- With this good news they may be named to those who began with them.
CREATE TABLE shared_news (
    student_id {blob} NOT NULL,
    fact_id {blob} NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (student_id, fact_id)
) {clustered};
CREATE INDEX shared_news_at ON shared_news (at);

-- A few students' good news, and who taught them, without reading their facts.
CREATE INDEX facts_news ON facts (student_id)
    WHERE kind IN ('diploma', 'hired', 'congratulated', 'retracted');
CREATE INDEX facts_taught ON facts (student_id) WHERE kind = 'mentor_assigned';
