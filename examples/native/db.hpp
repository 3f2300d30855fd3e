// SQLite's C library behind three small classes, for C++ and, by --native, for Python.
#pragma once
#include <sqlite3.h>

#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace db {

/// What SQLite complains about.
struct Error : std::runtime_error {
    using std::runtime_error::runtime_error;
};
/// A constraint was violated: a duplicate key, a missing value.
struct IntegrityError : Error {
    using Error::Error;
};

enum class Mode { read_only = SQLITE_OPEN_READONLY, create = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE };

/// A connection to a database file; ":memory:" is one that nobody else sees.
class Database {
  public:
    explicit Database(const std::string& path, Mode mode = Mode::create) {
        if (sqlite3_open_v2(path.c_str(), &handle_, static_cast<int>(mode), nullptr) == SQLITE_OK) return;
        const std::string message = sqlite3_errmsg(handle_);
        sqlite3_close(handle_);
        throw Error(message);
    }
    ~Database() { sqlite3_close(handle_); }
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    /// Runs one statement; gives how many rows it has changed.
    int execute(const std::string& sql, const std::vector<std::optional<std::string>>& values = {}) {
        run(sql, values);
        return sqlite3_changes(handle_);
    }
    /// Runs a query; gives its rows.
    std::vector<std::vector<std::optional<std::string>>>
    query(const std::string& sql, const std::vector<std::optional<std::string>>& values = {}) {
        return run(sql, values);
    }
    /// The key of the row that was inserted last.
    long long last_key() const { return sqlite3_last_insert_rowid(handle_); }
    bool in_transaction() const { return sqlite3_get_autocommit(handle_) == 0; }
    /// For C++ alone.
    sqlite3* handle() { return handle_; }

  private:
    [[noreturn]] void fail() const {
        if ((sqlite3_errcode(handle_) & 0xff) == SQLITE_CONSTRAINT) throw IntegrityError(sqlite3_errmsg(handle_));
        throw Error(sqlite3_errmsg(handle_));
    }
    std::vector<std::vector<std::optional<std::string>>> run(const std::string& sql,
                                                             const std::vector<std::optional<std::string>>& values) {
        sqlite3_stmt* raw = nullptr;
        if (sqlite3_prepare_v2(handle_, sql.c_str(), -1, &raw, nullptr) != SQLITE_OK) fail();
        const std::unique_ptr<sqlite3_stmt, int (*)(sqlite3_stmt*)> statement(raw, sqlite3_finalize);
        for (std::size_t i = 0; i < values.size(); ++i) {
            const int place = static_cast<int>(i) + 1;
            const int outcome = values[i] ? sqlite3_bind_text(raw, place, values[i]->data(),
                                                              static_cast<int>(values[i]->size()), SQLITE_TRANSIENT)
                                          : sqlite3_bind_null(raw, place);
            if (outcome != SQLITE_OK) fail();
        }
        std::vector<std::vector<std::optional<std::string>>> rows;
        int outcome;
        while ((outcome = sqlite3_step(raw)) == SQLITE_ROW) {
            auto& row = rows.emplace_back();
            for (int i = 0; i < sqlite3_column_count(raw); ++i) {
                const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(raw, i));
                row.push_back(text ? std::optional<std::string>(text) : std::nullopt);
            }
        }
        if (outcome != SQLITE_DONE) fail();
        return rows;
    }
    sqlite3* handle_ = nullptr;
};

/// All or nothing: `async with Transaction(database):` commits at its end and rolls back when the body fails.
class Transaction {
  public:
    explicit Transaction(std::shared_ptr<Database> database) : database_(std::move(database)) {}
    void aenter() { database_->execute("BEGIN"); }
    void aexit(bool failed) {
        database_->execute(failed ? "ROLLBACK" : "COMMIT");
        ++ended;
    }
    /// How often it has ended.
    int ended = 0;

  private:
    std::shared_ptr<Database> database_;
};

/// "3.40.1"
inline std::string version() { return sqlite3_libversion(); }

}  // namespace db
