// An OpenTofu provider with roles and databases of PostgreSQL, for tests that change a real server. Its resources are
// called and written like those of the provider cyrilgdn/postgresql, of which they are a small part.
package main

import (
	"context"
	"database/sql"
	"fmt"

	"github.com/hashicorp/terraform-plugin-sdk/v2/diag"
	"github.com/hashicorp/terraform-plugin-sdk/v2/helper/schema"
	"github.com/hashicorp/terraform-plugin-sdk/v2/plugin"
	"github.com/lib/pq"
)

func main() {
	plugin.Serve(&plugin.ServeOpts{ProviderFunc: provider})
}

func provider() *schema.Provider {
	return &schema.Provider{
		Schema: map[string]*schema.Schema{
			"host":     {Type: schema.TypeString, Required: true},
			"port":     {Type: schema.TypeInt, Optional: true, Default: 5432},
			"username": {Type: schema.TypeString, Required: true},
			"password": {Type: schema.TypeString, Optional: true, Sensitive: true},
			"database": {Type: schema.TypeString, Optional: true, Default: "postgres"},
			"sslmode":  {Type: schema.TypeString, Optional: true, Default: "require"},
		},
		ResourcesMap:         map[string]*schema.Resource{"postgresql_role": role(), "postgresql_database": database()},
		ConfigureContextFunc: connect,
	}
}

func connect(_ context.Context, d *schema.ResourceData) (any, diag.Diagnostics) {
	connector, err := pq.NewConnector(fmt.Sprintf("host=%s port=%d user=%s password=%s dbname=%s sslmode=%s",
		quoted(d, "host"), d.Get("port"), quoted(d, "username"), quoted(d, "password"), quoted(d, "database"), quoted(d, "sslmode")))
	if err != nil {
		return nil, diag.FromErr(err)
	}
	return sql.OpenDB(connector), nil
}

// A value of a connection string: the rules are those of SQL, but with backslashes.
func quoted(d *schema.ResourceData, key string) string {
	value := ""
	for _, c := range d.Get(key).(string) {
		if c == '\'' || c == '\\' {
			value += `\`
		}
		value += string(c)
	}
	return "'" + value + "'"
}

func role() *schema.Resource {
	return &schema.Resource{
		Schema: map[string]*schema.Schema{
			"name":             {Type: schema.TypeString, Required: true, ForceNew: true},
			"login":            {Type: schema.TypeBool, Optional: true, Default: false},
			"password":         {Type: schema.TypeString, Optional: true, Sensitive: true},
			"connection_limit": {Type: schema.TypeInt, Optional: true, Default: -1},
		},
		CreateContext: saving("CREATE ROLE %s", roleOptions, readRole),
		ReadContext:   readRole,
		UpdateContext: saving("ALTER ROLE %s", roleOptions, readRole),
		DeleteContext: dropping("DROP ROLE IF EXISTS %s"),
		Importer:      &schema.ResourceImporter{StateContext: schema.ImportStatePassthroughContext},
	}
}

func roleOptions(d *schema.ResourceData) string {
	login, password := "NOLOGIN", "NULL"
	if d.Get("login").(bool) {
		login = "LOGIN"
	}
	if given := d.Get("password").(string); given != "" {
		password = pq.QuoteLiteral(given)
	}
	return fmt.Sprintf(" WITH %s PASSWORD %s CONNECTION LIMIT %d", login, password, d.Get("connection_limit"))
}

// The password can't be read back, so what is known of it stays.
func readRole(_ context.Context, d *schema.ResourceData, meta any) diag.Diagnostics {
	var login bool
	var limit int
	return found(d, meta.(*sql.DB).QueryRow("SELECT rolcanlogin, rolconnlimit FROM pg_roles WHERE rolname = $1", d.Id()).
		Scan(&login, &limit), func() error {
		return set(d, map[string]any{"name": d.Id(), "login": login, "connection_limit": limit})
	})
}

func database() *schema.Resource {
	return &schema.Resource{
		Schema: map[string]*schema.Schema{
			"name":             {Type: schema.TypeString, Required: true, ForceNew: true},
			"owner":            {Type: schema.TypeString, Optional: true, Computed: true, ForceNew: true},
			"connection_limit": {Type: schema.TypeInt, Optional: true, Default: -1},
		},
		CreateContext: saving("CREATE DATABASE %s", newDatabaseOptions, readDatabase),
		ReadContext:   readDatabase,
		UpdateContext: saving("ALTER DATABASE %s", databaseOptions, readDatabase),
		DeleteContext: dropping("DROP DATABASE IF EXISTS %s"),
		Importer:      &schema.ResourceImporter{StateContext: schema.ImportStatePassthroughContext},
	}
}

func databaseOptions(d *schema.ResourceData) string {
	return fmt.Sprintf(" WITH CONNECTION LIMIT %d", d.Get("connection_limit"))
}

func newDatabaseOptions(d *schema.ResourceData) string {
	if owner := d.Get("owner").(string); owner != "" {
		return databaseOptions(d) + " OWNER " + pq.QuoteIdentifier(owner)
	}
	return databaseOptions(d)
}

func readDatabase(_ context.Context, d *schema.ResourceData, meta any) diag.Diagnostics {
	var owner string
	var limit int
	return found(d, meta.(*sql.DB).QueryRow("SELECT pg_get_userbyid(datdba), datconnlimit FROM pg_database WHERE datname = $1", d.Id()).
		Scan(&owner, &limit), func() error {
		return set(d, map[string]any{"name": d.Id(), "owner": owner, "connection_limit": limit})
	})
}

type operation = func(context.Context, *schema.ResourceData, any) diag.Diagnostics

func saving(statement string, options func(*schema.ResourceData) string, read operation) operation {
	return func(ctx context.Context, d *schema.ResourceData, meta any) diag.Diagnostics {
		name := d.Get("name").(string)
		if _, err := meta.(*sql.DB).ExecContext(ctx, fmt.Sprintf(statement, pq.QuoteIdentifier(name))+options(d)); err != nil {
			return diag.FromErr(err)
		}
		d.SetId(name)
		return read(ctx, d, meta)
	}
}

func dropping(statement string) operation {
	return func(ctx context.Context, d *schema.ResourceData, meta any) diag.Diagnostics {
		_, err := meta.(*sql.DB).ExecContext(ctx, fmt.Sprintf(statement, pq.QuoteIdentifier(d.Id())))
		return diag.FromErr(err)
	}
}

// What somebody removed by hand is taken out of the state, so that the next plan makes it again.
func found(d *schema.ResourceData, err error, then func() error) diag.Diagnostics {
	if err == sql.ErrNoRows {
		d.SetId("")
		return nil
	}
	if err != nil {
		return diag.FromErr(err)
	}
	return diag.FromErr(then())
}

func set(d *schema.ResourceData, values map[string]any) error {
	for key, value := range values {
		if err := d.Set(key, value); err != nil {
			return err
		}
	}
	return nil
}
