# SPDX-License-Identifier: GPL-3.0-or-later

function __heraldctl_ids
    heraldctl list $argv 2>/dev/null | string replace -r '^(\S+)\s+\S+\s+\S+\s+(.*)$' '$1'\t'$2'
end

set -l commands asset blame conflicts diff embargo erase export formats history import library list new put remote resolve restore save search set show sync tag trash untrash whoami
set -l with_id blame conflicts diff embargo erase export history put resolve restore save set show tag trash

complete -c heraldctl -f
complete -c heraldctl -l library -x -a '(__fish_complete_directories)' -d 'Work on the library in a folder'
complete -c heraldctl -s h -l help -d 'Show help'
complete -c heraldctl -n "not __fish_seen_subcommand_from $commands" -l version -d 'Show which Herald this is'

function __heraldctl_command -a name description -V commands
    complete -c heraldctl -n "not __fish_seen_subcommand_from $commands" -a $name -d $description
end

__heraldctl_command asset 'Add pictures and other files, and list them'
__heraldctl_command blame 'Show who changed each part last'
__heraldctl_command conflicts 'Show what two people have changed differently'
__heraldctl_command diff 'Show what differs between two versions'
__heraldctl_command embargo 'Set or remove the end of the embargo'
__heraldctl_command erase 'Erase an announcement with all its versions'
__heraldctl_command export 'Make press kits'
__heraldctl_command formats 'List the formats of a press kit'
__heraldctl_command history 'List the versions of an announcement'
__heraldctl_command import 'Make an announcement of a text'
__heraldctl_command library 'List the libraries, make one, or choose one'
__heraldctl_command list 'List the announcements'
__heraldctl_command new 'Make an empty announcement'
__heraldctl_command put 'Replace the current draft with the JSON of a file'
__heraldctl_command remote 'Set or show the team server'
__heraldctl_command resolve 'Decide what two people have changed differently'
__heraldctl_command restore 'Make an earlier version the current one'
__heraldctl_command save 'Make a named version'
__heraldctl_command search 'Find announcements by their words'
__heraldctl_command set 'Set members of an announcement'
__heraldctl_command show 'Show an announcement'
__heraldctl_command sync 'Send and receive'
__heraldctl_command tag 'Add tags and remove tags'
__heraldctl_command trash 'Move an announcement to the trash'
__heraldctl_command untrash 'Take an announcement out of the trash'
__heraldctl_command whoami 'Show or set the name under which versions are made'

complete -c heraldctl -n "__fish_seen_subcommand_from $with_id" -a '(__heraldctl_ids)'
complete -c heraldctl -n '__fish_seen_subcommand_from untrash' -a '(__heraldctl_ids --trash)'
complete -c heraldctl -n '__fish_seen_subcommand_from import put asset' -F
complete -c heraldctl -n '__fish_seen_subcommand_from library' -a 'list new open'
complete -c heraldctl -n '__fish_seen_subcommand_from remote' -a 'set show'
complete -c heraldctl -n '__fish_seen_subcommand_from remote' -l none -d 'This computer only'
complete -c heraldctl -n '__fish_seen_subcommand_from asset' -a 'add list (__heraldctl_ids)'
complete -c heraldctl -n '__fish_seen_subcommand_from asset' -l caption -x -d 'The words below the picture'
complete -c heraldctl -n '__fish_seen_subcommand_from asset' -l credit -x -d 'Whose picture it is'
complete -c heraldctl -n '__fish_seen_subcommand_from asset' -l alt -x -d 'What it shows'
complete -c heraldctl -n '__fish_seen_subcommand_from asset whoami' -l name -x -d 'Name'
complete -c heraldctl -n '__fish_seen_subcommand_from whoami' -l email -x -d 'E-mail address'
complete -c heraldctl -n '__fish_seen_subcommand_from embargo' -l earlier -d 'The first of two'
complete -c heraldctl -n '__fish_seen_subcommand_from embargo' -l later -d 'The second of two'
complete -c heraldctl -n '__fish_seen_subcommand_from embargo' -l clear -d 'Remove the embargo'
complete -c heraldctl -n '__fish_seen_subcommand_from erase' -l yes -d 'Do not ask'
complete -c heraldctl -n '__fish_seen_subcommand_from diff' -l format -x -a 'html pdf html,pdf' -d 'What to make'
complete -c heraldctl -n '__fish_seen_subcommand_from export' -l format -x -a 'html pdf html,pdf zip text markdown docx eml ics ninjs newsml presskit' -d 'What to make'
complete -c heraldctl -n '__fish_seen_subcommand_from diff export' -l output -x -a '(__fish_complete_directories)' -d 'Where'
complete -c heraldctl -n '__fish_seen_subcommand_from export' -l purpose -x -a 'review briefing release' -d 'Why'
complete -c heraldctl -n '__fish_seen_subcommand_from diff export' -l for -x -d 'Who is briefed'
complete -c heraldctl -n '__fish_seen_subcommand_from export resolve show' -l version -x -d 'Which version'
complete -c heraldctl -n '__fish_seen_subcommand_from history' -l all -d 'Every version'
complete -c heraldctl -n '__fish_seen_subcommand_from history' -l named -d 'What stands out'
complete -c heraldctl -n '__fish_seen_subcommand_from history' -l search -x -d 'With these words'
complete -c heraldctl -n '__fish_seen_subcommand_from history' -l limit -x -d 'Not more'
complete -c heraldctl -n '__fish_seen_subcommand_from history' -l offset -x -d 'Leave out'
complete -c heraldctl -n '__fish_seen_subcommand_from import new' -l language -x -d 'Language'
complete -c heraldctl -n '__fish_seen_subcommand_from list' -l tag -x -d 'With this tag'
complete -c heraldctl -n '__fish_seen_subcommand_from list' -l status -x -a 'draft review approved scheduled released withdrawn'
complete -c heraldctl -n '__fish_seen_subcommand_from list' -l trash -d 'In the trash'
complete -c heraldctl -n '__fish_seen_subcommand_from new' -l kind -x -a 'partnership product event corporate other'
complete -c heraldctl -n '__fish_seen_subcommand_from new' -l template -x -a 'partnership product event corporate'
complete -c heraldctl -n '__fish_seen_subcommand_from new' -l edition-of -x -a '(__heraldctl_ids)'
complete -c heraldctl -n '__fish_seen_subcommand_from resolve' -a 'mine theirs both'
complete -c heraldctl -n '__fish_seen_subcommand_from resolve' -l from -r -F -d 'Words of your own'
complete -c heraldctl -n '__fish_seen_subcommand_from restore save' -s m -l message -x -d 'What this version is'
complete -c heraldctl -n '__fish_seen_subcommand_from asset blame conflicts diff formats history library list remote search show sync whoami' -l json -d 'Print JSON'
