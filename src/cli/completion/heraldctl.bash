# SPDX-License-Identifier: GPL-3.0-or-later
# bash completion for heraldctl

# IDs as "heraldctl list" shows them; with the library that stands on the line.
_heraldctl_ids ()
{
  local word
  local -a choice=()
  local -i i
  for ((i = 1; i < cword; i++)); do
    [[ ${words[i]} == --library ]] && choice=(--library "${words[i + 1]}")
  done
  heraldctl "${choice[@]}" list "$@" 2>/dev/null | while read -r word _; do
    printf '%s\n' "$word"
  done
}

_heraldctl_words ()
{
  mapfile -t COMPREPLY < <(compgen -W "$1" -- "$cur")
}

_heraldctl ()
{
  local commands='asset blame check conflicts diff embargo erase export formats history import library list new organisation override person put remote resolve restore save search set show sync tag trash untrash verify whoami'
  local cur prev command='' options=''
  local -a words=("${COMP_WORDS[@]}")
  local -i cword=COMP_CWORD i at=0 place=0
  COMPREPLY=()
  cur=${words[cword]}
  prev=${words[cword - 1]}

  for ((i = 1; i < cword; i++)); do
    case ${words[i]} in
      --library) i+=1 ;;
      -*) ;;
      *) command=${words[i]}; at=i; break ;;
    esac
  done
  place=cword-at

  case $prev in
    --library|--output) mapfile -t COMPREPLY < <(compgen -d -- "$cur"); return ;;
    --status) _heraldctl_words 'draft review approved scheduled released withdrawn'; return ;;
    --kind) _heraldctl_words 'partnership product event corporate other'; return ;;
    --template) _heraldctl_words 'partnership product event corporate'; return ;;
    --purpose) _heraldctl_words 'review briefing release'; return ;;
    --format) [[ $command == diff ]] && _heraldctl_words 'html pdf html,pdf' ||
                _heraldctl_words 'html pdf html,pdf zip text markdown docx eml ics ninjs newsml site site,pdf presskit'; return ;;
    --from) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
    --edition-of) _heraldctl_words "$(_heraldctl_ids)"; return ;;
  esac

  case $command in
    '') _heraldctl_words "$commands --library --help --version"; return ;;
    diff) options='--json --format --output --for' ;;
    formats) options='--json' ;;
    asset) options='--caption --credit --alt --name --json' ;;
    blame|conflicts|diff|search) options='--json' ;;
    sync) options='--watch --json' ;;
    check) options='--version --json' ;;
    embargo) options='--earlier --later --clear' ;;
    erase) options='--yes' ;;
    export) options='--format --output --purpose --for --version --search --tag --all --base' ;;
    history) options='--all --named --search --limit --offset --json' ;;
    import) options='--language' ;;
    library) options='--json' ;;
    list) options='--tag --status --trash --json' ;;
    new) options='--kind --template --edition-of --language' ;;
    organisation) options='--alias --json' ;;
    override) options='--reason --by --remove' ;;
    person) options='--title --organisation --json' ;;
    remote) options='--none --editor --viewer --remove --as --json' ;;
    resolve) options='--from --version' ;;
    restore|save) options='-m' ;;
    show) options='--version --json' ;;
    verify) options='--repair --json' ;;
    whoami) options='--name --email --json' ;;
  esac
  if [[ $cur == -* ]]; then
    _heraldctl_words "$options --help"
    return
  fi

  case $command:$place in
    asset:1) _heraldctl_words 'add list' ;;
    asset:2) _heraldctl_words "$(_heraldctl_ids)" ;;
    asset:3|import:1|put:2) mapfile -t COMPREPLY < <(compgen -f -- "$cur") ;;
    library:1) _heraldctl_words 'list new open set show' ;;
    library:*) [[ ${words[at + 1]} == set ]] && _heraldctl_words 'name= colour= accent= typeface=serif typeface=sans address= contact=' ;;
    organisation:1|person:1) _heraldctl_words 'list new show put' ;;
    organisation:3|person:3) mapfile -t COMPREPLY < <(compgen -f -- "$cur") ;;
    remote:1) _heraldctl_words 'set ca show join init' ;;
    embargo:3) [[ -r /usr/share/zoneinfo/tzdata.zi ]] &&
                 _heraldctl_words "$(awk '$1 == "Z" { print $2 }' /usr/share/zoneinfo/tzdata.zi)" ;;
    set:1|tag:1|blame:1|check:1|override:1|embargo:1|erase:1|export:1|history:1|diff:1|put:1|resolve:1|restore:1|save:1|show:1|trash:1|verify:1|conflicts:1)
      _heraldctl_words "$(_heraldctl_ids)" ;;
    resolve:2) _heraldctl_words 'mine theirs both' ;;
    restore:3) _heraldctl_words 'headline subheadline dateline embargo tags source notes body parties' ;;
    untrash:1) _heraldctl_words "$(_heraldctl_ids --trash)" ;;
  esac
}

complete -o filenames -F _heraldctl heraldctl
